import OnusCLI

@main struct Main {
    static func main() async { await Onus.main(plugins: []) }
}
