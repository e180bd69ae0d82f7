"""An IFC file is read whole or refused in plain words; IfcOpenShell alone returns a part of it and says nothing."""

import ifcopenshell
import pytest

from autograders.candidate.bim import IfcFileError, ifc_from_text, read_ifc


def walls(count=40):
    model = ifcopenshell.file(schema="IFC4")
    history = model.create_entity("IfcOwnerHistory", CreationDate=0)
    for index in range(count):
        model.create_entity("IfcWall", ifcopenshell.guid.new(), history, f"Mur d’essai n° {index}, l'axe #12= (A")
    return model.to_string()


WHOLE = walls()


def test_a_whole_model_is_read_with_its_texts_whatever_they_hold():
    model = ifc_from_text(WHOLE)
    assert len(model.by_type("IfcWall")) == 40
    assert model.by_type("IfcWall")[0].Name == "Mur d’essai n° 0, l'axe #12= (A"


def test_a_file_is_read_by_its_path(tmp_path):
    (tmp_path / "murs.ifc").write_text(WHOLE, encoding="utf-8")
    assert len(read_ifc(tmp_path / "murs.ifc").by_type("IfcWall")) == 40


def test_comments_are_no_instances():
    assert len(ifc_from_text(WHOLE.replace("DATA;", "DATA;\n/* #7=IFCWALL(); #8 */", 1)).by_type("IfcWall")) == 40


DAMAGES = {
    "cut in two": (lambda text: text[: len(text) // 2], "est coupé"),
    "cut after its data": (lambda text: text.replace("END-ISO-10303-21;", ""), "est coupé"),
    "an unclosed text": (lambda text: text.replace("(A')", "(A)", 1).replace("(A',", "(A,", 1), "n’est pas fermée"),
    "a class of no schema": (lambda text: text.replace("IFCWALL(", "IFCWALLL(", 1), "40 instances lues sur 41"),
    "an instance that never ends": (
        lambda text: text.replace("IFCWALL(", "IFCWALL(" + "(" * 50_000, 1),
        r"\d instances lues sur 41",
    ),
    "an instance twice": (lambda text: text.replace("#3=", "#2="), r"plusieurs fois\s: #2"),
    "a reference to nothing": (lambda text: text.replace(",#1,", ",#999,", 1), r"absentes\s: #999"),
    "a schema of the future": (lambda text: text.replace("'IFC4'", "'IFC9'"), "schéma IFC9 reçu, un de IFC2X3, IFC4"),
    "no header": (lambda text: text.replace("ISO-10303-21;", "", 1), "ce n’est pas un fichier IFC"),
    "nothing": (lambda text: "", "ce n’est pas un fichier IFC"),
    "something else": (lambda text: "\x00\x01abc" * 100, "ce n’est pas un fichier IFC"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_with_what_is_wrong(damage):
    spoil, told = DAMAGES[damage]
    with pytest.raises(IfcFileError, match=told):
        ifc_from_text(spoil(WHOLE))


def test_what_is_no_text_at_all_is_refused(tmp_path):
    (tmp_path / "a.ifc").write_bytes(b"PK\x03\x04" + bytes(100))
    (tmp_path / "b.ifc").write_bytes(bytes(range(256)) * 10)
    with pytest.raises(IfcFileError, match="archive ZIP reçue"):
        read_ifc(tmp_path / "a.ifc")
    with pytest.raises(IfcFileError, match="ce n’est pas un fichier IFC"):
        read_ifc(tmp_path / "b.ifc")
    with pytest.raises(IfcFileError, match=r"absent\.ifc : illisible"):
        read_ifc(tmp_path / "absent.ifc")


def test_a_file_beyond_the_bound_is_not_even_read(tmp_path):
    with (tmp_path / "vast.ifc").open("wb") as file:
        file.truncate(400_000_000)
    with pytest.raises(IfcFileError, match="400 Mo reçus, 300 Mo au plus"):
        read_ifc(tmp_path / "vast.ifc")
