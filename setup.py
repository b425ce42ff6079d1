"""Which folders become the installed package: the code, and the data of ``resources/`` inside it."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["oa_desktop*"]), "oa_desktop.resources"],
    package_dir={"oa_desktop.resources": "resources"},
    package_data={"oa_desktop.resources": ["**/*"]},
)
