"""Requests near the norms of a bundle, for the tests of exported policies."""

import calendar
import datetime
import random

OBJECT_KINDS = {
    "send": "message", "set": "cookie", "answer": "request", "resolve": "request",
    "request": "request", "announce": "event", "penalise": "person",
}
DIMENSIONS = {
    "recipient": "recipient", "purpose": "purpose", "touchpoint": "touchpoint", "form": "form",
    "person": "person", "region": "place", "jurisdiction": "place",
}
OFFSETS = ["Z", "+05:00", "-08:00", "+14:00", "+05:30", "-00:30"]
UNITS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


class Questions:
    """Random requests to one policy, the same ones for the same seed; of callers who speak of themselves too, if wanted."""

    def __init__(self, bundle, seed, with_callers=False):
        self.bundle, self.with_callers = bundle, with_callers
        self.random = random.Random(seed)
        self.words = {}
        self.parts = {}
        for word in bundle["words"]:
            self.words.setdefault(word["kind"], []).append(word["name"])
            self.parts[word["kind"], word["name"]] = word.get("includes", [])
        self.norms = [norm for norm in bundle["norms"] if norm["effect"] != "duty"]
        self.floors = [norm for norm in bundle["norms"] if norm.get("origin") == "floor" and norm.get("when")]
        self.timed = [norm for norm in self.norms if "period" in str(norm.get("when", ""))]
        self.words.setdefault("place", []).extend(["EU", "PK", "DE", "US", "US-CA", "US-TX", "FR-75"])

    def chance(self, probability):
        return self.random.random() < probability

    def word(self, kind, names=None):
        """A word of a kind: one of the names or near them."""
        names = names or self.words.get(kind) or ["nothing"]
        name = self.random.choice(names)
        if self.chance(0.3):  # a part of it
            parts = self.parts.get((kind, name)) or [name]
            name = self.random.choice(parts)
        if self.chance(0.12):  # a group that holds it
            groups = [group for (of, group), parts in self.parts.items() if of == kind and name in parts]
            name = self.random.choice(groups or [name])
        if self.chance(0.04):
            name = self.random.choice(self.words.get(kind) or [name])
        if self.chance(0.004):
            name = self.random.choice(["nobody-knows", "Zürich \"quoted\"", "ڈیٹا", "default", ""])
        return name

    # Time

    def moment(self, day):
        """A day, or an instant of it in some offset, as text."""
        if self.chance(0.6):
            return day.isoformat()
        seconds = self.random.choice([0, 1, 86399, self.random.randrange(86400)])
        clock = (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time().isoformat()
        return f"{day.isoformat()}T{clock}{self.random.choice(['', '', '.5'])}{self.random.choice(OFFSETS)}"

    def some_day(self):
        if self.chance(0.03):  # the ends of the calendar, years of hundreds, and the day before all days are counted from
            return self.random.choice([
                datetime.date(1, 1, 1), datetime.date(1900, 2, 28), datetime.date(2096, 2, 29),
                datetime.date(2100, 2, 28), datetime.date(1969, 12, 31), datetime.date(9999, 6, 30), datetime.date(9999, 12, 31)])
        year = self.random.choice([1969, 1970, 1999, 2000, 2016, 2019, 2023, 2024, 2025, 2026])
        month = self.random.randrange(1, 13)
        last = calendar.monthrange(year, month)[1]
        date = self.random.choice([1, last, self.random.randrange(1, last + 1)])
        return datetime.date(year, month, date)

    def after(self, day, span):
        """About a span later: on the day, the day before, the day after or much later."""
        amount, unit = int(span.strip("PTHDWMY")), UNITS[span[-1]]
        nudge = self.random.choice([-1, 0, 0, 1, 1, 40])
        if unit in ("month", "year"):
            months = day.year * 12 + day.month - 1 + amount * (12 if unit == "year" else 1)
            year, month = months // 12, months % 12 + 1
            if not 1 <= year <= 9999:
                return day
            day = datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
            return self.moved(day, nudge)
        days = amount // 24 if unit == "hour" else amount * (7 if unit == "week" else 1)
        return self.moved(day, min(days, 300_000) + nudge)

    def moved(self, day, days):
        number = min(max(day.toordinal() + days, 1), datetime.date.max.toordinal())
        return datetime.date.fromordinal(number)

    # Requests

    def request(self):
        norm = self.random.choice(self.timed if self.timed and self.chance(0.3) else self.norms)
        action = norm["action"][0]
        if action == "store" and self.chance(0.1):
            action = "keep"
        kind = OBJECT_KINDS.get(action, "data")
        names = norm.get("object") if not norm.get("else") else None
        groups = [group for (of, group), parts in self.parts.items() if of == kind and parts]
        if norm.get("origin") == "ceiling" and groups and self.chance(0.4):
            names = groups
        request = {
            "subject": self.subject(norm["actor"]),
            "action": {"name": action if not self.chance(0.01) else self.random.choice(["share", "eat", "store"])},
            "resource": {"type": kind, "id": self.word(kind, names)},
        }
        if self.chance(0.004):
            request["resource"]["type"] = self.random.choice(["data", "role", "place", "organisation"])
        context = self.context = {}
        if not self.chance(0.05):
            context["on"] = self.moment(self.random.choice(
                [self.some_day(), datetime.date(2026, 11, 21), datetime.date(2026, 12, 31), datetime.date(2027, 2, 28)]))
        for condition in norm.get("when", []):
            facts = condition["any"] if isinstance(condition, dict) else [condition]
            if not self.chance(0.07):
                self.satisfy(self.random.choice(facts), action)
        if norm.get("origin") == "ceiling" and self.floors and self.chance(0.4):
            for condition in self.random.choice(self.floors)["when"]:
                self.satisfy(condition["any"][0] if isinstance(condition, dict) else condition, action)
        self.add_more(action)
        if self.with_callers:
            self.add_caller(request, norm)
        if context or self.chance(0.5):
            request["context"] = context
        return self.malformed(request) if self.chance(0.02) else request

    def subject(self, actor):
        if actor == ["we"]:
            if self.chance(0.93):
                return {"type": "organisation", "id": self.bundle["publisher"]}
            return {"type": "role", "id": self.word("role")}
        if actor == ["people"]:
            return {"type": "person", "id": self.word("person", self.bundle.get("people"))}
        kind, side, names = actor
        if side == "not in" and self.chance(0.7):
            names = None
        return {"type": kind, "id": self.word(kind, names)}

    def satisfy(self, fact, action):
        test, side = fact[0], fact[1]
        context = self.context
        if test in DIMENSIONS:
            kind = "request" if test == "purpose" and action == "penalise" else DIMENSIONS[test]
            context[test] = self.word(kind, fact[2] if side == "in" else None)
        elif test == "consent":
            if side == "any":
                self.consent(fact[2] or self.words["consent"])
        elif test == "circumstance":
            if side == "holds":
                kind = "circumstance" if fact[2] in self.words.get("circumstance", []) else "measure"
                context.setdefault("circumstances", []).append(self.word(kind, [fact[2]]))
        elif test == "age":
            context["age"] = fact[2] + self.random.choice([-5, -1, 0, 1, 5])
        elif test == "event":
            span = fact[3] if len(fact) > 3 else None
            if side == "happened" or self.chance(0.3):
                self.event(self.random.choice(fact[2]), span)
        elif test == "period":
            for ends in fact[2]:
                for end in ends:
                    if end.get("since"):
                        for name in end["since"] if self.chance(0.5) else [self.random.choice(end["since"])]:
                            self.event(name, end.get("after"))
                    else:
                        day = self.some_day()
                        context["created"] = self.moment(day)
                        if "after" in end and self.chance(0.9):
                            context["on"] = self.moment(self.after(day, end["after"]))

    def consent(self, names):
        given = self.context.setdefault("consent", {})
        if isinstance(given, list):
            given = self.context["consent"] = {name: True for name in given}
        name = self.word("consent", names)
        given[name] = self.undated() if self.chance(0.5) else self.moment(self.some_day())
        if self.chance(0.1) and all(value is True for value in given.values()):
            self.context["consent"] = list(given)
        if self.chance(0.3):
            self.event("consent-withdrawal", None)
            if self.chance(0.4):
                self.context["events"]["consent-withdrawal"] = self.undated()
            elif isinstance(given[name], str) and self.chance(0.3):  # given and withdrawn at once
                self.context["events"]["consent-withdrawal"] = given[name]

    def undated(self):
        """In place of a day: it is not known; now and then that it was not given, or did not happen."""
        return None if self.chance(0.2) else True

    def event(self, name, span):
        told = self.context.setdefault("events", {})
        day, on = self.some_day(), self.context.get("on")
        if on and not span and self.chance(0.3):  # on the very day that is asked about
            day = datetime.date.fromisoformat(on[:10])
        told[name] = self.undated() if self.chance(0.1) else self.moment(day)
        if span and self.chance(0.9):
            self.context["on"] = self.moment(self.after(day, span))

    def add_more(self, action):
        context = self.context
        for dimension, kind in DIMENSIONS.items():
            if self.chance(0.05):
                kind = "request" if dimension == "purpose" and action == "penalise" else kind
                context.setdefault(dimension, self.word(kind))
        if self.chance(0.03) and self.words.get("consent"):
            self.consent(self.words["consent"])
        if self.chance(0.05) and self.words.get("circumstance"):
            context.setdefault("circumstances", []).append(self.word("circumstance"))
        if self.chance(0.05):
            self.event(self.word("event"), None)
        if self.chance(0.01):
            self.event("no-such-event", None)
        if self.chance(0.01):
            context.setdefault("circumstances", []).extend(["b-unknown", "a-unknown"])
        if self.chance(0.03):
            context["age"] = self.random.choice([0, 12, 13, 17, 18, 70, -1])
        if self.chance(0.05):
            context["created"] = self.moment(self.some_day())
        if self.chance(0.03):
            context["colour"] = {"ignored": [1, None]}
        if self.chance(0.03):
            context[self.random.choice(list(DIMENSIONS) + ["consent", "events", "age"])] = None

    def add_caller(self, request, norm):
        """What the caller says of itself: its roles, what it knows of the person, what it can honour."""
        context, subject = self.context, request["subject"]
        if subject["type"] == "role" and self.chance(0.6):
            roles = [self.word("role") for _ in range(self.random.randrange(4))]
            if self.chance(0.8):
                roles.insert(self.random.randrange(len(roles) + 1), subject["id"])
            request["subject"] = subject = {"type": "user", "id": "u-17"}
            if roles or self.chance(0.5):
                subject["properties"] = {"roles": roles, "department": 7}
        if self.chance(0.08):
            properties = subject.setdefault("properties", {})
            for name in ("person", "age", "jurisdiction", "consent", "circumstances", "events"):
                if name in context:
                    properties[name] = context[name] if self.chance(0.9) else None
                    if self.chance(0.7):
                        del context[name]
                    elif self.chance(0.5):  # the context goes before what is said otherwise here
                        properties[name] = {
                            "person": self.word("person"), "age": self.random.choice([0, 15, 40]),
                            "jurisdiction": self.word("place"), "consent": [], "circumstances": [], "events": {}}[name]
        if self.chance(0.3 if norm.get("obligations") else 0.03):
            context["honours"] = [name for name in norm.get("obligations", []) if self.chance(0.7)]
            context["honours"] += [self.word("measure")] if self.chance(0.3) else []
        if self.chance(0.2 if norm.get("obligations") else 0.03):
            context["supported_obligations"] = self.random.choice([["custom"], ["step-up", "custom"], ["step-up"], []])
        if self.chance(0.01):
            context[self.random.choice(["honours", "supported_obligations"])] = None

    def malformed(self, request):
        context = request.setdefault("context", {})
        broken = [
            lambda: request.pop("subject"), lambda: request["action"].pop("name"),
            lambda: request["resource"].update(type=7), lambda: request.update(action="share"),
            lambda: request.update(context=["on"]), lambda: context.update(age="12"),
            lambda: context.update(age=12.5), lambda: context.update(on="2026-02-30"),
            lambda: context.update(on="2026-02-28T24:00:00Z"), lambda: context.update(created="2026-3-1"),
            lambda: context.update(events="delivery"), lambda: context.update(events={"a": 5, "b": None}),
            lambda: context.update(consent={"z": False, "a": "soon"}), lambda: context.update(consent=["x", 1]),
            lambda: context.update(circumstances={"a": 1}), lambda: context.update(circumstances=["a", None]),
            lambda: context.update(recipient=["a"]), lambda: context.update(form=True),
        ]
        of_callers = [
            lambda: context.update(honours="contract"), lambda: context.update(supported_obligations=[1]),
            lambda: request.update(subject={"type": "user", "id": "u", "properties": {"roles": "clerk"}}),
            lambda: request.update(subject={"type": "user", "id": "u", "properties": {"roles": ["a", 5]}}),
            lambda: request.update(subject={"type": "user", "id": "u", "properties": {"roles": ["a"] * 65}}),
            lambda: request.update(subject={"type": "role", "id": "a", "properties": ["a"]}),
            lambda: request.update(subject={"type": "role", "id": "a", "properties": {"events": {"a": 5}, "age": "x"}}),
            lambda: request.update(subject={"type": "role", "id": "a", "properties": {"created": 5, "consent": 7}}),
        ]
        self.random.choice(broken + of_callers if self.with_callers else broken)()
        return request
