"""Platforms: how a kind of site is asked and read. Pure: one response in, posts and further requests out."""
