#include "CYAMLLoop.h"

#include <yaml.h>

long onus_yaml_events(const unsigned char *text, size_t length) {
    yaml_parser_t parser;
    yaml_event_t event;
    long count = 0;
    int done = 0;
    if (!yaml_parser_initialize(&parser)) return -1;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, text, length);
    while (!done) {
        if (!yaml_parser_parse(&parser, &event)) {
            yaml_parser_delete(&parser);
            return -1;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        count += 1;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return count;
}
