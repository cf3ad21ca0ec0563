import OnusPlugin

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which programs there are and which of them may run.
struct Programs {
    private let folders: [String]
    /// Nil when any program may run.
    private let allowed: [String]?
    private let extra: [(name: String, value: String)]

    init(_ settings: Settings) throws(SettingsError) {
        folders = try settings.strings("path") ?? ["/usr/local/bin", "/usr/bin", "/bin"]
        if let folder = folders.first(where: { !$0.hasPrefix("/") }) {
            throw SettingsError("path", "expected absolute folders, got `\(folder)`")
        }
        allowed = try settings.strings("allow")
        var extra: [(name: String, value: String)] = []
        if let section = try settings.section("environment") {
            for key in section.values.keys {
                let name = key.stringValue ?? ""
                guard !name.isEmpty, !name.contains("="), let value = try section.string(name),
                    !(name + value).utf8.contains(0)
                else { throw SettingsError("environment", "expected a text for each name") }
                extra.append((name, value))
            }
        }
        self.extra = extra
    }

    /// The file that a name or a path means. Throws `TaskFailure` when there is none or it may not
    /// be run.
    func find(_ program: String) throws(TaskFailure) -> String {
        guard let path = locate(program) else {
            let place = program.contains("/") ? "" : " in \(folders.joined(separator: ", "))"
            throw TaskFailure("not_found", "there is no program `\(program)`\(place)")
        }
        if let allowed, !allowed.contains(where: { locate($0) == path }) {
            throw TaskFailure("not_found", "the settings do not allow the program `\(program)`")
        }
        return path
    }

    /// The program itself, behind all links, so that a link is no way around `allow`.
    private func locate(_ program: String) -> String? {
        let candidates =
            program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        for candidate in candidates where access(candidate, X_OK) == 0 {
            var status = stat()
            guard stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                let resolved = realpath(candidate, nil)
            else { continue }
            defer { free(resolved) }
            return String(cString: resolved)
        }
        return nil
    }

    /// All that a program sees of its surroundings, as `NAME=value`.
    func environment(for context: ActionContext) -> [String] {
        let own = [
            ("PATH", folders.joined(separator: ":")), ("LANG", "C.UTF-8"),
            ("ONUS_RUN", context.run), ("ONUS_STEP", context.step),
            ("ONUS_ATTEMPT", String(context.attempt)), ("ONUS_KEY", context.idempotencyKey),
        ]
        let names = Set(extra.map(\.name))
        return own.filter { !names.contains($0.0) }.map { "\($0.0)=\($0.1)" }
            + extra.map { "\($0.name)=\($0.value)" }
    }
}
