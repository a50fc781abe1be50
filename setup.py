"""Packaging: metadata is in pyproject.toml; here only what it cannot say.

`spiders/` and `pipelines/` lie at the top of the repository and are installed as `shahrkarimeh.spiders`
and `shahrkarimeh.pipelines`. scrapyd builds its eggs from this file.
"""

from setuptools import find_packages, setup

setup(
    packages=[
        *find_packages(include=["shahrkarimeh", "shahrkarimeh.*"]),
        "shahrkarimeh.spiders",
        "shahrkarimeh.pipelines",
    ],
    package_dir={
        "shahrkarimeh": "shahrkarimeh",
        "shahrkarimeh.spiders": "spiders",
        "shahrkarimeh.pipelines": "pipelines",
    },
    package_data={
        "": ["py.typed", "*.toml", "*.txt", "*.json", "*.sql", "*.crfsuite"],
        "shahrkarimeh.coverage": ["page/*"],
    },
)
