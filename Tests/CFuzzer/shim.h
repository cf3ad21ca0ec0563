#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*read)(const uint8_t *text, size_t size));
size_t LLVMFuzzerMutate(uint8_t *text, size_t size, size_t most);
