/// Draws lines over those that it drew before, with nothing but cursor movements.
struct Screen {
    private let output: Output
    private var drawn = 0
    private var last = ""

    init(_ output: Output) { self.output = output }

    /// As the terminal is now; people change it while they look.
    var size: (width: Int, height: Int) {
        let size = output.messagesSize()
        return (size?.width ?? 80, size?.height ?? 24)
    }

    /// - Parameter prompt: the last line; the cursor stays behind it.
    mutating func draw(_ lines: [String], prompt: String) throws(OutputClosed) {
        let text = lines.map { $0 + "\n" }.joined() + prompt
        guard text != last else { return }
        try output.write(erasing + text, to: .messages)
        drawn = lines.count
        last = text
    }

    /// Takes away what was drawn.
    mutating func clear() throws(OutputClosed) {
        try output.write(erasing, to: .messages)
        drawn = 0
        last = ""
    }

    private var erasing: String {
        drawn == 0 ? "\r\u{1B}[J" : "\r\u{1B}[\(drawn)A\u{1B}[J"
    }
}
