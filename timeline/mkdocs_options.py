"""The options of the plugin in mkdocs.yml, as MkDocs reads and checks them."""

from typing import Literal

from mkdocs.config import base
from mkdocs.config import config_options as options

from timeline.build.places import Keep
from timeline.graph.relations import Direction
from timeline.site.config import Print

# MkDocs types a choice as str; these dictionaries give back what the choice was made of.
ORDERS: dict[str, Literal["oldest", "newest"]] = {"oldest": "oldest", "newest": "newest"}
PRINT: dict[str, Print] = {"auto": "auto", "always": "always", "never": "never"}
KEEP: dict[str, Keep] = {"auto": "auto", "always": "always", "never": "never"}
DIRECTIONS: dict[str, Direction] = {"back": "back", "forward": "forward", "beside": "beside"}


class RelationOptions(base.Config):  # type: ignore[no-untyped-call]
    """One relation type of the site, with the words for both directions."""

    name = options.Type(str)
    inverse = options.Type(str)
    label = options.Optional(options.Type(str))
    inverse_label = options.Optional(options.Type(str))
    direction = options.Choice(tuple(DIRECTIONS), default="beside")


class TimelineOptions(base.Config):  # type: ignore[no-untyped-call]
    """The options of the `timeline` plugin in mkdocs.yml."""

    order = options.Choice(tuple(ORDERS), default="oldest")
    language = options.Type(str, default="")
    languages = options.ListOfItems(options.Type(str), default=[])
    site_names = options.Type(dict, default={})
    site_descriptions = options.Type(dict, default={})
    zone = options.Type(str, default="UTC")
    cache = options.Type(str, default=".timeline-cache")
    cache_pages = options.Choice(tuple(KEEP), default="auto")
    print = options.Choice(tuple(PRINT), default="auto")
    lean_beyond = options.Type(int, default=20_000)
    cards = options.Type(bool, default=False)
    card_fonts = options.ListOfItems(options.File(exists=True), default=[])
    relation_types = options.ListOfItems(options.SubConfig(RelationOptions), default=[])
