#pragma once
#include <stddef.h>

/// Reads a text with libyaml's own event loop and throws every event away.
/// Gives the number of events, or -1 when libyaml refuses the text.
long onus_yaml_events(const unsigned char *text, size_t length);
