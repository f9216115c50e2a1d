"""What a query may contain, and how its template is rendered."""
