"""timeline turns dated events kept in YAML into an interlinked, source-cited static site.

The whole program in five calls, each a pure function but the first:
`content.load.load(folder) -> Collection`, `graph.library.link(collection) -> Library`,
`graph.checks.check(library) -> list[Diagnostic]`, `site.pages.outputs(library, config) -> Iterator[Page | Asset]`,
`build.render.render(outputs) -> Iterator[File]`; `build.publish` puts the files in place.
"""

__version__ = "0.1.0"
