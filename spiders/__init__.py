"""The spiders, `shahrkarimeh.spiders` once installed: one per site, and `site` for any entry of the registry."""
