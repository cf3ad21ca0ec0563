/// A condition, as far as it tells what has happened in a run.
indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// Two that hold when the other does.
    case both(Condition, Condition)
    case choice(Condition, Condition, Condition)
    case tells(Telling)
    case unknown
}

/// What one part of a condition tells.
struct Telling: Sendable {
    /// Facts that are certain when it holds, and when it does not.
    var whenTrue: [Int] = []
    var whenFalse: [Int] = []
    /// Its number where it asks about inputs alone, which never change, and is not the only one to
    /// ask so.
    var input: Int?
}
