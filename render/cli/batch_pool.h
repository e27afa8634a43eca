/* The processes of a batch, and the pipes through which they tell what they did. */
#ifndef NIANBAO_CLI_BATCH_POOL_H
#define NIANBAO_CLI_BATCH_POOL_H

#include "cli/batch.h"

struct batch_pool;

/* Does one report; called in a worker, whose memory is its own. */
typedef struct batch_result batch_work_fn(void *host, struct arena *a, size_t i);
/* Hears of results as they come, in any order; called in the process that runs the pool. */
typedef void batch_hear_fn(void *host, size_t i, const struct batch_result *result);

struct batch_job {
	size_t n; /* reports */
	unsigned nworker;
	void *(*begin)(void *host); /* called once in each worker: the `host` of `work` */
	batch_work_fn *work;
	batch_hear_fn *hear;
	void *host;
};

/*
 * Do reports 0 to n - 1. A worker that ends before its time leaves its report failed (state
 * BATCH_FAILED, without messages) and is replaced. False when no worker can be started or memory
 * cannot be shared: reports that nobody did are then never heard of.
 */
bool batch_pool_run(struct arena *a, const struct batch_job *job);

#endif
