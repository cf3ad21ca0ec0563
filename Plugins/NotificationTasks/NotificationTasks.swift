// NotificationTasks
