"""The sample office (CONTOH) and the journey through the program without a window."""

from desktop_app.demo.sample import PASSWORD, USER, Sample, make

__all__ = ["PASSWORD", "USER", "Sample", "make"]
