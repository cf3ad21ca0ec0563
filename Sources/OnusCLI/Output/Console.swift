import OnusValues

/// What one command says: results in the format that was asked for, and messages beside them.
package struct Console: Sendable {
    package let output: Output
    package let format: OutputFormat
    package let volume: Volume
    /// For results and for messages; only a terminal gets colours.
    package let style: Style
    package let messageStyle: Style

    package enum Volume: Sendable, Hashable { case quiet, normal, verbose }

    package init(
        output: Output, format: OutputFormat, volume: Volume, style: Style, messageStyle: Style
    ) {
        self.output = output
        self.format = format
        self.volume = volume
        self.style = style
        self.messageStyle = messageStyle
    }

    package var isJSON: Bool { format == .json }

    /// Results for people, each line with its line feed.
    package func write(_ text: String) throws(OutputClosed) {
        try output.write(text, to: .result)
    }

    /// The one document of a command.
    package func write(document: Value) throws(OutputClosed) {
        try output.write(document.prettyJSON + "\n", to: .result)
    }

    /// One of many documents, on a line of its own.
    package func write(line: Value) throws(OutputClosed) {
        try output.write(line.canonicalJSONText + "\n", to: .result)
    }

    package func write(_ table: Table) throws(OutputClosed) {
        try write(table.rendered(style, limit: output.result.width))
    }

    /// What is good to know but no result; silent with `--quiet`.
    package func say(_ text: String) {
        if volume != .quiet { emit(text) }
    }

    /// What only `--verbose` shows.
    package func detail(_ text: String) {
        if volume == .verbose { emit(text) }
    }

    package func warn(_ text: String) {
        emit(messageStyle.paint("warning", .yellow) + ": " + text.onItsLines)
    }

    /// What must be heard, `--quiet` or not.
    func emit(_ text: String) {
        // WHY: a command does its work whether or not anybody listens to its messages.
        try? output.write(text + "\n", to: .messages)
    }
}
