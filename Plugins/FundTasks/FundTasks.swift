// FundTasks
