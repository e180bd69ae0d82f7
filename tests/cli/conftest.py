from support.tiny_course import built_repository

__all__ = ["built_repository"]
