"""What each page of the website shows, as plain data: a module a page. The templates of the same names draw it."""
