import ApprovalTasks
import OnusCLI
import PatentTasks

@main struct Main {
    static func main() async { await Onus.main(plugins: [ApprovalPlugin.self, PatentPlugin.self]) }
}
