/*
 * Debian's libxml2 converts encodings with ICU, whose libraries make every run 3 ms slower: a
 * third of what starting takes. Nothing here needs them, as libxml2 is only ever given UTF-8
 * (xml_decode.h). Linked statically, libxml2 finds these instead, and no converter opens.
 */
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

UConverter *ucnv_open(const char *name, UErrorCode *status)
{
	(void)name;
	*status = U_FILE_ACCESS_ERROR;
	return NULL;
}

void ucnv_close(UConverter *converter)
{
	(void)converter;
}

void ucnv_convertEx(UConverter *to, UConverter *from, char **target, const char *target_end,
		    const char **source, const char *source_end, UChar *pivot,
		    UChar **pivot_source, UChar **pivot_target, const UChar *pivot_end,
		    UBool reset, UBool flush, UErrorCode *status)
{
	(void)to, (void)from, (void)target, (void)target_end, (void)source, (void)source_end;
	(void)pivot, (void)pivot_source, (void)pivot_target, (void)pivot_end, (void)reset;
	(void)flush;
	*status = U_UNSUPPORTED_ERROR;
}

void ucnv_setFromUCallBack(UConverter *converter, UConverterFromUCallback action,
			   const void *context, UConverterFromUCallback *old_action,
			   const void **old_context, UErrorCode *status)
{
	(void)converter, (void)action, (void)context, (void)old_action, (void)old_context;
	*status = U_UNSUPPORTED_ERROR;
}

void ucnv_setToUCallBack(UConverter *converter, UConverterToUCallback action,
			 const void *context, UConverterToUCallback *old_action,
			 const void **old_context, UErrorCode *status)
{
	(void)converter, (void)action, (void)context, (void)old_action, (void)old_context;
	*status = U_UNSUPPORTED_ERROR;
}
void UCNV_FROM_U_CALLBACK_STOP(const void *context, UConverterFromUnicodeArgs *args,
			       const UChar *units, int32_t n, UChar32 c,
			       UConverterCallbackReason reason, UErrorCode *status)
{
	(void)context, (void)args, (void)units, (void)n, (void)c, (void)reason, (void)status;
}

void UCNV_TO_U_CALLBACK_STOP(const void *context, UConverterToUnicodeArgs *args,
			     const char *units, int32_t n, UConverterCallbackReason reason,
			     UErrorCode *status)
{
	(void)context, (void)args, (void)units, (void)n, (void)reason, (void)status;
}
