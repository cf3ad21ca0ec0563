import CLibYAML

/// libyaml's parser over a buffer, one event at a time.
///
/// The parser keeps a pointer to itself, so it lives on the heap and never moves. The buffer must
/// outlive the stream.
struct EventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The last event; valid until the next call of `advance`.
    let event: UnsafeMutablePointer<yaml_event_t>
    private var isReady: Bool

    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        parser.initialize(to: yaml_parser_t())
        isReady = yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        // WHY: without a set encoding libyaml would take UTF-16 for granted and decode it.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
    }

    deinit {
        yaml_event_delete(event)
        if isReady { yaml_parser_delete(parser) }
        event.deallocate()
        parser.deallocate()
    }

    /// Reads the next event; false when the text cannot be read any further.
    @inline(__always)
    func advance() -> Bool {
        yaml_event_delete(event)
        return isReady && yaml_parser_parse(parser, event) == 1
    }

    /// What libyaml says about the end of its patience.
    var failure: ParserFailure {
        guard isReady else { return ParserFailure(kind: YAML_MEMORY_ERROR) }
        let parser = parser.pointee
        return ParserFailure(
            kind: parser.error,
            problem: parser.problem.map { String(cString: $0) } ?? "",
            place: SourceMark(parser.problem_mark),
            context: parser.context.map { String(cString: $0) } ?? "",
            contextPlace: SourceMark(parser.context_mark),
            byteOffset: parser.problem_offset)
    }
}

/// One error of libyaml, copied out of it.
struct ParserFailure {
    var kind: yaml_error_type_t
    var problem = ""
    var place = SourceMark.start
    var context = ""
    var contextPlace = SourceMark.start
    /// Of a byte that is no text.
    var byteOffset = 0
}

extension SourceMark {
    @inline(__always)
    init(_ mark: yaml_mark_t) {
        // INVARIANT: the byte limit keeps every count inside 32 bits.
        line = Int32(truncatingIfNeeded: mark.line)
        column = Int32(truncatingIfNeeded: mark.column)
        character = Int32(truncatingIfNeeded: mark.index)
    }
}
