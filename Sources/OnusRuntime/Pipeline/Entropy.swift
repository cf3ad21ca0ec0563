import OnusEngine
import Synchronization

/// Where the runtime draws chance from: the system, or a seed that makes it repeatable.
final class Entropy: Sendable {
    private let generator: Mutex<SplitMix>?

    init(seed: UInt64?) {
        generator = seed.map { Mutex(SplitMix(seed: $0)) }
    }

    func next() -> UInt64 {
        guard let generator else {
            var system = SystemRandomNumberGenerator()
            return system.next()
        }
        return generator.withLock { $0.next() }
    }
}
