#include "base/archive.h"

const struct archive_name *archive_name(enum archive_fact fact)
{
	static const struct archive_name name[] = {
		[ARCHIVE_NUMBER] = { "document-number", "DocumentNumber",
				     "文号 number of the document" },
		[ARCHIVE_RESPONSIBLE] = { "responsible", "Responsible",
					  "责任者 who answers for the document" },
		[ARCHIVE_RETENTION] = { "retention", "Retention",
					"保管期限 how long it is to be kept" },
		[ARCHIVE_SECRECY] = { "secrecy", "Secrecy", "密级 degree of secrecy" },
	};

	return &name[fact];
}
