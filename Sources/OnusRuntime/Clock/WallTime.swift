#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's wall clock.
enum WallTime {
    static var now: (seconds: Int64, nanoseconds: Int32) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return (Int64(time.tv_sec), Int32(time.tv_nsec))
    }
}
