"""How a FHIR file comes in: kept in memory and never in a file of the system."""

from pharmacy.exchange.fhir.strict_json import MOST_BYTES_OF_A_RECORD
from pharmacy.prescriptions.scans.upload import ScanUploadHandler

FIELD = "fhir"


class FhirUploadHandler(ScanUploadHandler):
    """Takes the file of the field "fhir" alone; one byte more than is allowed is kept, to refuse it by name."""

    field, largest = FIELD, MOST_BYTES_OF_A_RECORD
