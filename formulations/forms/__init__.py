"""Forms of the formulary. A form cleans and never acts."""
