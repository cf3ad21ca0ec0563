// ApprovalTasks
