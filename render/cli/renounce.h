/* Give up what a process that sets reports never needs, so that nobody can make it use that. */
#ifndef NIANBAO_CLI_RENOUNCE_H
#define NIANBAO_CLI_RENOUNCE_H

/*
 * From here on, in this process and those that it starts, sockets, io_uring (which has sockets
 * too), other processes' memory, mounts and loading code into the kernel are refused with EPERM,
 * and no program gains rights by being run. Linux on x86-64 and ARM64 only; where the system does
 * not offer it nothing changes, for nothing here depends on it. For programs, never in the library:
 * a host's process is not ours.
 */
void renounce(void);

#endif
