extension RunID {
    private static let letters = Array("23456789abcdefghjkmnpqrstvwxyz")
    private static let length = 12

    /// A name that no other run has: the workflow's with twelve letters, which hold 58 of these bits.
    package static func drawn(for workflow: WorkflowID, from chance: UInt64) -> RunID {
        var rest = chance
        var name = ""
        for _ in 0..<length {
            name.append(letters[Int(rest % UInt64(letters.count))])
            rest /= UInt64(letters.count)
        }
        return RunID("\(workflow)-\(name)")
    }
}
