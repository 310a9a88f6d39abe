"""Engines of Rego that others wrote, each loaded with an exported policy."""

import calendar
import datetime
import importlib.util
import json


class Loaded:
    """The files of an exported policy."""

    def __init__(self, folder):
        self.data = (folder / "data.json").read_text(encoding="utf-8")
        modules = sorted(folder.glob("zabta/*/*.rego"))
        self.modules = {module.name: module.read_text(encoding="utf-8") for module in modules}
        (self.segment,) = {module.parent.name for module in modules}
        self.rule = f"data.zabta[{json.dumps(self.segment)}].decision"


class OPA:
    """Open Policy Agent itself, as a library (PyPI: opa-golib-python-bindings)."""

    name = "opa"

    def __init__(self, loaded):
        from opa_bindings.engine import OpaEngine

        self.engine = OpaEngine()
        for name, text in loaded.modules.items():
            self.engine.add_policy(name, text)
        self.engine.add_data(json.loads(loaded.data))
        self.rule = f"x := {loaded.rule}"
        self.package = loaded.rule.removesuffix(".decision")

    def decide(self, request):
        found = self.engine.eval_query(self.rule, request)
        return found[0]["x"] if found else None

    def check_calendar(self):
        """Compares days with Python's calendar where leap years are easily got wrong."""
        for year in [1, 4, 100, 400, 1900, 1970, 2000, 2023, 2024, 2100, 9999]:
            for month, date in [(1, 1), (2, 28), (3, 1), (12, 31)]:
                day = datetime.date(year, month, date)
                number = (day - datetime.date(1970, 1, 1)).days
                query = f'n := {self.package}.day_number("{day.isoformat()}"); c := {self.package}.civil({number})'
                found = self.engine.eval_query(query, {})
                wanted = {"n": number, "c": {"year": year, "month": month, "date": date}}
                assert found == [wanted], f"{day}: {found}"
            leap = self.engine.eval_query(f'n := {self.package}.day_number("{year:04}-02-29")', {})
            assert bool(leap) == calendar.isleap(year), year
        zone = self.engine.eval_query(f"z := {self.package}.editions[{self.package}.edition].zone", {})[0]["z"]
        for midnight in [-62_135_596_800, -86_400, 0, 86_400, 951_782_400]:
            for second in [midnight - zone * 60 + nudge for nudge in (0, 1, 43_200, 86_399)]:
                found = self.engine.eval_query(f'd := {self.package}.day({{"second": {second}}})', {})
                assert found == [{"d": midnight // 86_400}], f"{second}: {found}"


class Regopy:
    """rego-cpp (PyPI: regopy)."""

    name = "regopy"

    def __init__(self, loaded):
        import regopy

        self.regopy = regopy
        engine = regopy.Interpreter()
        for name, text in loaded.modules.items():
            engine.add_module(name, text)
        engine.add_data_json(loaded.data)
        self.bundle = engine.build(f"x := {loaded.rule}")
        self.engine = regopy.Interpreter()

    def decide(self, request):
        self.engine.set_input_term(json.dumps(request, ensure_ascii=False))
        try:
            output = str(self.engine.query_bundle(self.bundle))
            return json.loads(output)["bindings"]["x"]
        except (ValueError, KeyError) as error:
            return {"no JSON": str(error)}


MODULES = {"opa_bindings": OPA, "regopy": Regopy}


def all_of(folder):
    """Every engine that is installed, loaded; rego-cpp always."""
    loaded = Loaded(folder)
    for module, engine in MODULES.items():
        if module == "regopy" or importlib.util.find_spec(module):
            yield engine(loaded)
