/// Numbers of things in words.
enum Counted {
    /// Such as `1 file` and `3 files`.
    static func text(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
