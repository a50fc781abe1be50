"""Which posts came before: earlier in this run, by whatever door, or in another run."""

from shahrkarimeh.items import Post
from shahrkarimeh.platforms.identity import canonical
from shahrkarimeh.store import Store


class Known:
    """The posts of a site that are known."""

    def __init__(self, site: str, store: Store) -> None:
        self.site, self.store = site, store
        self.had: dict[str, str] = {}
        """Canonical address → id, of what came in this run."""
        self.skipped = False
        """Whether something was found to be known since the walk began, and so perhaps not asked for."""
        self._seen: set[str] = set()

    def before(self, key: str) -> bool:
        """Whether the post at that address, or of that id, was taken in an earlier run or in this one."""
        known = self.store.known(self.site, key)
        self.skipped = self.skipped or known
        return known

    def id_of(self, post: Post) -> str:
        """The id that the post has here.

        A door that does not tell the CMS's number knows a post by its address; elsewhere its number may be known.
        """
        place = canonical(post.url)
        self.had[place] = self.had.get(place) or self._id_before(post)
        return self.had[place]

    def _id_before(self, post: Post) -> str:
        if self.store.latest(post.id) is not None:
            return post.id
        return self.store.id_at(self.site, post.url) or post.id

    def is_first(self, id_: str) -> bool:
        """Whether the post comes for the first time in this run."""
        first = id_ not in self._seen
        self._seen.add(id_)
        return first
