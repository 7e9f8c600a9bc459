/* SPDX-License-Identifier: BSD-2-Clause */
/* A target without a fuzzer: each file of the command line is one input. */
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

/* The whole file, to be freed; NULL: it cannot be read. */
static unsigned char *read_file(const char *path, size_t *bytes)
{
	FILE *in = fopen(path, "rb");
	unsigned char *data = NULL;
	size_t room = 0;

	*bytes = 0;
	while (in && !feof(in) && !ferror(in)) {
		if (*bytes == room) {
			unsigned char *more = realloc(data, room = room ? room * 2 : 4096);

			if (!more)
				break;
			data = more;
		}
		*bytes += fread(data + *bytes, 1, room - *bytes, in);
	}
	if (in && feof(in) && !fclose(in))
		return data;
	free(data);
	return NULL;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		size_t bytes;
		unsigned char *data = read_file(argv[i], &bytes);

		if (!data) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			return EXIT_FAILURE;
		}
		LLVMFuzzerTestOneInput(data, bytes);
		free(data);
	}
	return EXIT_SUCCESS;
}
