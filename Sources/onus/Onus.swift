import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusCLI
import ProcessTasks
import ResponsibilityTasks
import SupervisionTasks

@main struct Main {
    static func main() async {
        await Onus.main(plugins: [
            ApprovalPlugin.self, ResponsibilityPlugin.self, SupervisionPlugin.self,
            EscalationPlugin.self, FundPlugin.self, NotificationPlugin.self, ProcessPlugin.self,
        ])
    }
}
