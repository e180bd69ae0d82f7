"""Views of IFC models, written by hand: every expected value can be read off the test."""

import pytest
from support.ifc_drafts import Draft

from autograders.candidate.bim import IfcFileError
from autograders.candidate.viewers import ViewError, meshes, models, view_model
from autograders.candidate.viewers.model_panel import ModelPanel


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def small_model(schema, prefix):
    """Return two walls on a slab, and a type, in metres whatever the file's unit."""
    draft = Draft(schema, length_prefix=prefix)
    for name, ifc_class, origin, size in (
        ("D1", "IfcSlab", (0, 0, -0.2), (8, 6, 0.2)),
        ("M1", "IfcWall", (0, 0, 0), (8, 0.3, 3)),
        ("M2", "IfcWall", (0, 5.7, 0), (8, 0.3, 2.5)),
    ):
        element = draft.root(ifc_class, Name=name)
        draft.place(element, origin)
        draft.box(element, size)
        draft.contain(element)
    wall = draft.model.by_type("IfcWall")[0]
    draft.define(draft.pset("Pset_WallCommon", FireRating=("IfcLabel", "EI 60"), IsExternal=("IfcBoolean", True)), wall)
    draft.define(draft.qto("BaseQuantities", Length=("Length", 8 * draft.metre), NetSideArea=("Area", 24.0)), wall)
    draft.typed(draft.root("IfcWallType", Name="Voile 30", PredefinedType="STANDARD"), wall)
    opening = draft.root("IfcOpeningElement", Name="trou")
    draft.relate("IfcRelVoidsElement", RelatingBuildingElement=wall, RelatedOpeningElement=opening)
    return draft.model


@pytest.fixture(params=[("IFC4", None), ("IFC2X3", "MILLI")], ids=["IFC4-m", "IFC2X3-mm"])
def model(request):
    return small_model(*request.param)


def test_elements_are_counted_by_class_and_storey_and_openings_are_none(model):
    summary = plain(view_model(model).summary)
    assert summary.endswith(
        "3 éléments. Par classe, avec la couleur : IfcWall 2 (bleu), IfcSlab 1 (orange). Par étage : R0 3."
    )


def test_the_table_holds_every_element_with_its_type_and_storey(model):
    assert [row[:4] for row in view_model(model).table().rows] == [
        ("D1", "IfcSlab", "—", "R0"),
        ("M1", "IfcWall", "Voile 30", "R0"),
        ("M2", "IfcWall", "—", "R0"),
    ]


def test_the_extent_is_in_metres_whatever_the_unit_of_the_file(model):
    assert view_model(model).extent_m == pytest.approx((8.0, 6.0, 3.2), abs=1e-5)


def test_properties_and_quantities_of_an_element_come_with_their_units(model):
    rows = {(name, of): plain(value) for name, of, value in view_model(model).properties("M1").rows}
    millimetres = model.schema == "IFC2X3"
    assert rows[("FireRating", "Pset_WallCommon")] == "EI 60"
    assert rows[("IsExternal", "Pset_WallCommon")] == "oui"
    assert rows[("Length", "BaseQuantities")] == ("8 000 mm" if millimetres else "8 m")
    assert rows[("NetSideArea", "BaseQuantities")] == "24 m²"
    assert rows[("Type", "relation")] == "Voile 30"


def test_a_box_is_drawn_by_twelve_triangles_and_twelve_edges(model):
    content = view_model(model).content
    assert (len(content.meshes.triangles), len(content.meshes.edges)) == (36, 36)


def test_a_picked_vertex_chooses_its_element_and_shows_its_properties(model):
    content = view_model(model).content
    panel = ModelPanel(content, "essai")
    vertex = content.meshes.vertex_element.tolist().index(1)
    panel._figure._receive(None, {"kind": "picked", "curve": 0, "point": vertex}, [])
    assert "Propriétés et quantités de M1" in panel._properties.value
    assert "EI 60" in panel._properties.value
    chosen = panel._drawn()["data"][2]
    assert len(chosen["i"]) == 12


@pytest.mark.parametrize(("curve", "point"), [(1, 0), (0, 10**9), (0, -1)])
def test_what_is_no_vertex_of_a_face_chooses_nothing(model, curve, point):
    panel = ModelPanel(view_model(model).content, "essai")
    panel._figure._receive(None, {"kind": "picked", "curve": curve, "point": point}, [])
    assert panel._list.value is None


def test_a_filter_shows_the_elements_of_one_class_only(model):
    panel = ModelPanel(view_model(model).content, "essai")
    panel._class.value = "IfcSlab"
    faces, edges, *_ = panel._drawn()["data"]
    assert (len(faces["i"]), len(edges["x"])) == (12, 12 * 3)
    assert [plain(label) for label, _ in panel._list.options] == ["D1 (IfcSlab)"]


def test_shapes_are_not_computed_before_a_browser_asks(model):
    view = view_model(model)
    view.make_widget()
    assert "meshes" not in vars(view.content)


def test_a_figure_that_cannot_be_made_says_why_below_it(model):
    panel = ModelPanel(view_model(model).content, "essai")

    def fail():
        raise RuntimeError("géométrie\nabsente")

    panel._figure._make_figure = fail
    panel._figure._receive(None, {"kind": "ready", "library": True}, [])
    assert panel._figure.status == "La figure n’a pas pu être préparée (géométrie absente)."


def test_what_exceeds_the_triangles_is_left_out_and_said(model, monkeypatch):
    monkeypatch.setattr(meshes, "MAXIMUM_TRIANGLES", 30)
    assert models.left_out(view_model(model).content.meshes).startswith("1\u00a0élément non dessiné")


def test_what_exceeds_the_list_is_left_out_and_said(model, monkeypatch):
    monkeypatch.setattr(models, "MAXIMUM_ELEMENTS", 2)
    view = view_model(model)
    assert len(view.table()) == 2
    assert "3 éléments, dont les 2 premiers présentés" in plain(view.summary)


def test_names_from_a_file_are_text_and_never_markup(model):
    model.by_type("IfcWall")[0].Name = "<img src=x onerror=alert(1)>"
    view = view_model(model)
    assert "<img" not in view._repr_html_()
    assert "<img" not in view.properties("<img src=x onerror=alert(1)>")._repr_html_()


def test_a_file_is_read_with_care(model, tmp_path):
    path = tmp_path / "maquette.ifc"
    path.write_text(model.to_string())
    assert len(view_model(path).table()) == 3
    path.write_text(model.to_string()[:-200])
    with pytest.raises(IfcFileError, match="endommagé"):
        view_model(path)


def test_what_is_no_model_or_holds_nothing_is_refused(model):
    with pytest.raises(ViewError, match="dict reçu"):
        view_model({})
    with pytest.raises(ViewError, match="sans élément"):
        view_model(Draft().model)
    with pytest.raises(ViewError, match="0\u00a0élément trouvé, un attendu"):
        view_model(model).properties("M9")
