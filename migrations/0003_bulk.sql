CREATE TABLE `bulk_job` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`format` text NOT NULL,
	`state` text NOT NULL,
	`language` text,
	`label_language` text NOT NULL,
	`matches` integer NOT NULL,
	`min_confidence` real NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`header` text,
	`scanned_bytes` integer DEFAULT 0 NOT NULL,
	`scanned_rows` integer DEFAULT 0 NOT NULL,
	`scanned` integer DEFAULT false NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `bulk_job_by_tenant` ON `bulk_job` (`tenant`,`id`);--> statement-breakpoint
CREATE INDEX `bulk_job_running` ON `bulk_job` (`updated_at`) WHERE "bulk_job"."state" = 'RUNNING';--> statement-breakpoint
CREATE TABLE `bulk_part` (
	`job_id` text NOT NULL,
	`part` integer NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`first_row` integer NOT NULL,
	`rows` integer NOT NULL,
	`failed_rows` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`job_id`, `part`)
);
--> statement-breakpoint
CREATE INDEX `bulk_part_open` ON `bulk_part` (`job_id`,`part`) WHERE "bulk_part"."done" = 0;