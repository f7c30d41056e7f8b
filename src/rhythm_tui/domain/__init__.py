"""The rules, pure: no input or output, never asks the time, imports no other layer."""
