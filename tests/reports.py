"""Posts and documents of the tests' own make."""

from shahrkarimeh.items import Post
from shahrkarimeh.reports.document import Document, document
from shahrkarimeh.sites import Site
from shahrkarimeh.text.letters import clean


def a_site(name: str = "newsroom", city: str | None = None, title: str = "Newsroom") -> Site:
    return Site(name=name, title=title, home="https://newsroom.example/", city=city)


def a_post(text: str, title: str = "", published: str | None = "2023-02-01T10:00:00+03:30") -> Post:
    return Post(
        id="newsroom:1",
        site="newsroom",
        url="https://newsroom.example/1",
        title=clean(title),
        text=clean(text),
        published_at=published,
    )


def a_document(text: str, title: str = "", site: Site | None = None) -> Document:
    return document(a_post(text, title), site or a_site())
