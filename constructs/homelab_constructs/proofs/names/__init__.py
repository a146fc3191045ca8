"""Names of objects, and who shares one."""
