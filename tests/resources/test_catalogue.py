"""The catalogues: how they are made, and that no text is missing from them."""

from __future__ import annotations

import ast
import gettext
import io
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest

from resources.catalogue import CatalogueError, build, compiled, merge

ROOT = Path(__file__).parent.parent.parent
SOURCES = ("desktop_app", "ui", "exports")
LABELS = {
    "_": (0,),
    "N_": (0,),
    "translate": (0,),
    "field": (0, "help"),
    "Field": (0, "help"),
    "reference": (1, "help"),
    "problem": (2,),
    "hint": (2,),
    "UserError": (1,),
}
"""Which arguments of which call are texts for people."""


def texts_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The keys under which the catalogue must know the texts in `tree`, by line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts_of_call(node)
        elif isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            for statement in node.body:
                if isinstance(statement, ast.Assign):
                    yield from _texts_of_attribute(statement, of_code="Code" in bases)


def _texts_of_call(call: ast.Call) -> Iterator[tuple[int, str]]:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            pass
        case _:
            return
    if name in {"translate_n", "NN_"}:
        match call.args[:2]:
            case [ast.Constant(value=str(one)), ast.Constant(value=str(many))]:
                yield call.lineno, f"{one}\0{many}"
        return
    for place in LABELS.get(name, ()):
        given = call.args[place : place + 1] if isinstance(place, int) else []
        given += [keyword.value for keyword in call.keywords if keyword.arg == place]
        for argument in given:
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                raise AssertionError(f"line {argument.lineno}: a text for people must be a literal")
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.lineno, argument.value


def _texts_of_attribute(statement: ast.Assign, *, of_code: bool) -> Iterator[tuple[int, str]]:
    """``title = "Worker"`` of a record, ``KEPT = "KEPT", "Kept on"`` of a `Code`."""
    match statement:
        case ast.Assign(targets=[ast.Name("title")], value=ast.Constant(str(text))):
            yield statement.lineno, text
        case ast.Assign(value=ast.Tuple([ast.Constant(str()), ast.Constant(str(text))])) if of_code:
            yield statement.lineno, text


def test_texts_are_found_wherever_they_stand() -> None:
    tree = ast.parse(
        """
class Outcome(Code):
    KEPT = "KEPT", "Kept on"

class Worker(Record):
    title = "Worker"
    name = field("Full name", Text(80), help=N_("As on the card"))
    employer = reference("Employer", "Last employer")

def show(n):
    yield problem("name", "SHORT", "Too short")
    raise UserError("X", _("Sign in"))
    translate_n("{n} worker", "{n} workers", n)
    NN_("{n} day", "{n} days")
"""
    )
    assert {text for _line, text in texts_of(tree)} == {
        "Kept on",
        "Worker",
        "Full name",
        "As on the card",
        "Last employer",
        "Too short",
        "Sign in",
        "{n} worker\0{n} workers",
        "{n} day\0{n} days",
    }


def test_a_text_put_together_is_refused() -> None:
    with pytest.raises(AssertionError, match="literal"):
        list(texts_of(ast.parse('_(f"{n} workers")')))


def test_every_text_of_the_program_is_in_the_indonesian_catalogue() -> None:
    known = merge(ROOT / "resources" / "locale" / "id" / "LC_MESSAGES").keys()
    missing = {
        text: f"{path.relative_to(ROOT)}:{line}"
        for source in SOURCES
        for path in sorted((ROOT / source).rglob("*.py"))
        for line, text in sorted(texts_of(ast.parse(path.read_text("utf-8"))), reverse=True)
        if text and text not in known
    }
    lines = [f"{where}: {text!r}" for text, where in sorted(missing.items(), key=itemgetter(1))]
    assert not lines, "without an Indonesian text:\n" + "\n".join(lines)


def fragment(folder: Path, name: str, text: str) -> None:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / name).write_text(header + text, "utf-8")


def test_fragments_become_one_catalogue_that_gettext_reads(tmp_path: Path) -> None:
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    fragment(folder, "a.po", '# Where\n#: x.py:1\nmsgid "Name"\nmsgstr ""\n"Na"\n"ma\\n\\"é\\""\n')
    fragment(
        folder,
        "b.po",
        'msgid "{n} worker"\nmsgid_plural "{n} workers"\nmsgstr[0] "{n} pekerja"\n\n'
        'msgid "Name"\nmsgstr "Nama\\n\\"é\\""\n',
    )
    build(folder)
    known = gettext.translation("terampil", tmp_path, ["id"])
    assert known.gettext("Name") == 'Nama\n"é"'
    assert [known.ngettext("{n} worker", "{n} workers", n) for n in (1, 2)] == ["{n} pekerja"] * 2
    assert known.gettext("Unknown") == "Unknown"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ('msgid "A"\nmsgstr "B"', 'msgid "A"\nmsgstr "C"', "a.po:5 and b.po:5 disagree"),
        ('msgid "{n} of {m}"\nmsgstr "{n}"', "", "places"),
        ('msgid "{n}"\nmsgstr "{n} {"', "", "a.po:5"),
        ('msgid "A"\nmsgstr ""', "", "no translation of 'A'"),
        ('msgid "A"\nmsgstr B', "", "a.po:6: not understood"),
        ('msgstr "B"\nmsgstr "C"', "", "msgid expected"),
        ('msgid "{n} A"\nmsgid_plural "{n} As"\nmsgstr[0] "B"', "", "places"),
    ],
)
def test_a_faulty_fragment_is_named(tmp_path: Path, first: str, second: str, said: str) -> None:
    fragment(tmp_path, "a.po", first + "\n")
    fragment(tmp_path, "b.po", second + "\n")
    with pytest.raises(CatalogueError, match=said):
        merge(tmp_path)


def test_a_compiled_catalogue_holds_every_text() -> None:
    texts = {f"text {n}": f"teks {n} – “é”" for n in range(1000)}
    header = {"": "Content-Type: text/plain; charset=UTF-8\n"}
    known = gettext.GNUTranslations(io.BytesIO(compiled(header | texts)))
    assert {text: known.gettext(text) for text in texts} == texts
