"""The item pipelines, `shahrkarimeh.pipelines` once installed, in their order: validate, deduplicate, jsonlines."""
