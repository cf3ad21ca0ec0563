import OnusModel
import OnusPlugin
import OnusValues

// How much may go into one event. What is put together of several values is measured as a whole.
extension Decider {
    /// Throws when these values could not be written and read again with what stands around them.
    ///
    /// - Parameter what: what they are, such as "what `panel` gives".
    func checkSize(_ values: ValueMap, of what: String) throws(Fault) {
        if !values.fits() { throw Fault("expression", "\(what) \(WrittenLimits.value.excess)") }
    }

    /// The same for what somebody brings, who is told at once.
    func checkGiven(_ values: ValueMap, _ texts: [String?] = []) throws(Refusal) {
        let whole: Value = [
            "values": .map(values), "texts": .list(texts.map { .string($0 ?? "") }),
        ]
        if !whole.fits() {
            throw Refusal(.badInput, "what is given \(WrittenLimits.value.excess)")
        }
    }
}

extension String {
    /// The beginning of a message that somebody else made without end.
    var bounded: String {
        utf8.count <= 16 << 10 ? self : String(decoding: utf8.prefix(16 << 10), as: UTF8.self) + "…"
    }
}
