"""The registry of persons as rows."""

import json

from briefwire.people.registry import registry


def persons() -> dict[str, str]:
    """All persons and their terms of office, each list in JSON under the name of the statement's parameter. Raises `RegistryError`."""
    people = [
        {"person": person.person_id, "name": person.name, "names": list(dict.fromkeys(person.names))}
        for person in registry().persons.values()
    ]
    terms = [
        {
            "person": person.person_id,
            "position": position,
            "ministry": role.ministry,
            "role": role.kind.value,
            "title": role.title,
            "first_day": role.first.isoformat() if role.first else None,
            "last_day": role.last.isoformat() if role.last else None,
            "evidence": role.source,
            "shows": role.shows.value,
        }
        for person in registry().persons.values()
        for position, role in enumerate(person.roles, 1)
    ]
    return {"persons": json.dumps(people, ensure_ascii=False), "terms": json.dumps(terms)}
