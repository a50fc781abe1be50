"""What maintainers run: constraints, floors, the model, the figures of the documents."""
