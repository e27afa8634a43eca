/* syscall() is not in POSIX. */
#define _DEFAULT_SOURCE
#include "cli/renounce.h"

#ifdef __linux__
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(__linux__) && defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#define FIRST_FOREIGN 0x40000000 /* from here on the calls of x32 */
#elif defined(__linux__) && defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#define FIRST_FOREIGN 0x40000000 /* there is none */
#endif

#ifdef ARCH
static const unsigned refused[] = {
	SYS_socket,
	SYS_socketpair,
	SYS_connect,
	SYS_bind,
	SYS_listen,
	SYS_accept,
	SYS_accept4,
	SYS_sendto,
	SYS_sendmsg,
	SYS_sendmmsg,
	SYS_recvfrom,
	SYS_recvmsg,
	SYS_recvmmsg,
	SYS_io_uring_setup,
	SYS_io_uring_enter,
	SYS_io_uring_register,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_userfaultfd,
	SYS_mount,
	SYS_umount2,
	SYS_pivot_root,
	SYS_chroot,
	SYS_setns,
	SYS_unshare,
	SYS_open_by_handle_at,
	SYS_init_module,
	SYS_finit_module,
	SYS_kexec_load,
	SYS_keyctl,
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks that way */
	SYS_ptrace,
#endif
};
#define NREFUSED (sizeof refused / sizeof *refused)

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define JUMP(how, value, yes, no)                                                              \
	(struct sock_filter) BPF_JUMP(BPF_JMP | (how) | BPF_K, (value), (yes), (no))
#define RETURN(what) (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, (what))

void renounce(void)
{
	enum { LAST = NREFUSED + 5 }; /* where it is refused */
	struct sock_filter code[LAST + 1] = { LOAD(arch) };
	struct sock_fprog program = { LAST + 1, code };

	code[1] = JUMP(BPF_JEQ, ARCH, 0, LAST - 2);
	code[2] = (struct sock_filter)LOAD(nr);
	code[3] = JUMP(BPF_JGE, FIRST_FOREIGN, LAST - 4, 0);
	for (unsigned i = 0; i < NREFUSED; i++)
		code[4 + i] = JUMP(BPF_JEQ, refused[i], (unsigned char)(LAST - 5 - i), 0);
	code[LAST - 1] = RETURN(SECCOMP_RET_ALLOW);
	code[LAST] = RETURN(SECCOMP_RET_ERRNO | EPERM);
	/* What the process may do is no guard of secrets: speculation may stay as fast as it is. */
	if (!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
			&program);
}
#else
void renounce(void)
{
}
#endif
