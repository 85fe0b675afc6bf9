"""Forms of the entry page and of the decisions on a prescription. A form cleans and never acts."""
