import OnusEngine
import Synchronization

/// Where the runtime draws chance from: the system, or a seed that makes it repeatable.
final class Entropy: Sendable {
    private let generator: Mutex<SplitMix>
    private let isFixed: Bool

    init(seed: UInt64?) {
        generator = Mutex(SplitMix(seed: seed ?? 0))
        isFixed = seed != nil
    }

    func next() -> UInt64 {
        guard isFixed else {
            var system = SystemRandomNumberGenerator()
            return system.next()
        }
        return generator.withLock { $0.next() }
    }
}
