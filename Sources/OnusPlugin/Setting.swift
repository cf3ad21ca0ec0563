/// One thing that `onus.yaml` may say under a plugin's name, with the sentence that explains it.
public struct Setting: Sendable, Hashable {
    public let name: String
    /// What may stand there; a list may also be one of its elements alone.
    public let shape: ParameterShape
    /// Says what holds without it, too.
    public let help: String

    public init(_ name: String, _ shape: ParameterShape, _ help: String) {
        self.name = name
        self.shape = shape
        self.help = help
    }
}
